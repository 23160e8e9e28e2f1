// SPDX-License-Identifier: Apache-2.0
// go_peer.go - reads a file with a Go peer: go_peer PEER FILE.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"github.com/moov-io/ach"
	"github.com/moov-io/bai2/pkg/lib"
)

type answer struct {
	OK      bool   `json:"ok"`
	Error   string `json:"error,omitempty"`
	Entries int    `json:"entries"`
	Sum     string `json:"sum"`
}

func readBai2(file *os.File) (int, int64, error) {
	scan := lib.NewBai2Scanner(file)
	parsed := lib.NewBai2()
	if err := parsed.Read(&scan); err != nil {
		return 0, 0, err
	}
	if err := parsed.Validate(); err != nil {
		return 0, 0, err
	}
	entries, sum := 0, int64(0)
	for _, group := range parsed.Groups {
		for _, account := range group.Accounts {
			for _, detail := range account.Details {
				amount, _ := strconv.ParseInt(detail.Amount, 10, 64)
				entries++
				sum += amount
			}
		}
	}
	return entries, sum, nil
}

func readAch(file *os.File) (int, int64, error) {
	parsed, err := ach.NewReader(file).Read()
	if err != nil {
		return 0, 0, err
	}
	entries, sum := 0, int64(0)
	for _, batch := range parsed.Batches {
		for _, entry := range batch.GetEntries() {
			entries++
			sum += int64(entry.Amount)
		}
	}
	for _, batch := range parsed.IATBatches {
		for _, entry := range batch.Entries {
			entries++
			sum += int64(entry.Amount)
		}
	}
	return entries, sum, nil
}

func main() {
	read := map[string]func(*os.File) (int, int64, error){
		"bai2": readBai2, "ach": readAch}[os.Args[1]]
	file, err := os.Open(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	entries, sum, err := read(file)
	said := answer{OK: err == nil, Entries: entries, Sum: strconv.FormatInt(sum, 10)}
	if err != nil {
		said.Error = err.Error()
		if len(said.Error) > 200 {
			said.Error = said.Error[:200]
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {
		os.Exit(2)
	}
}
