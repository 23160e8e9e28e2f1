module cashmatch/bench/peers/moov

go 1.25

require github.com/moov-io/bai2 v0.4.0
