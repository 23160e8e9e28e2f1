// SPDX-License-Identifier: Apache-2.0
// main.go - moov-io/bai2: the receipts of BAI2 files.
//
// Usage: moov_reader FILE...
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"github.com/moov-io/bai2/pkg/lib"
)

const module = "github.com/moov-io/bai2"

// payment is what a user keeps of each transaction.
type payment struct {
	reference, customer, kind, currency, day, text string
	amount                                         int64
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// cpuSeconds counts all threads, those that collect garbage too.
func cpuSeconds() float64 {
	var used syscall.Rusage
	fail(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

func read(content []byte, payments []payment) []payment {
	scan := lib.NewBai2Scanner(bytes.NewReader(content))
	file := lib.NewBai2With(lib.Options{IgnoreVersion: true})
	fail(file.Read(&scan))
	fail(file.Validate())
	for _, group := range file.Groups {
		for _, account := range group.Accounts {
			for _, line := range account.Details {
				amount, err := strconv.ParseInt(line.Amount, 10, 64)
				fail(err)
				payments = append(payments, payment{
					line.BankReferenceNumber, line.CustomerReferenceNumber,
					line.TypeCode, account.CurrencyCode, group.AsOfDate,
					line.Text, amount})
			}
		}
	}
	return payments
}

// version returns that of the module this program was built with.
func version() string {
	build, _ := debug.ReadBuildInfo()
	for _, one := range build.Deps {
		if one.Path == module {
			return one.Version
		}
	}
	return ""
}

func main() {
	files, size := [][]byte{}, 0
	for _, path := range os.Args[1:] {
		content, err := os.ReadFile(path)
		fail(err)
		files, size = append(files, content), size+len(content)
	}
	begin, cpu := time.Now(), cpuSeconds()
	payments := []payment{}
	for _, content := range files {
		payments = read(content, payments)
	}
	spent := []float64{time.Since(begin).Seconds(), cpuSeconds() - cpu}
	total := int64(0)
	for _, one := range payments {
		total += one.amount
	}
	fail(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"version": version(), "stages": map[string]any{"job": spent},
		"bytes": size, "receipts": len(payments), "amount": total}))
}
