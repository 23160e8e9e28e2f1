# SPDX-License-Identifier: Apache-2.0
"""Peers: what a user would pick instead, each as a program of one job.

A peer is run as a process of its own. It prints one JSON object: its version,
and of each stage the seconds of wall clock and of CPU. README.md says the rest.
"""
