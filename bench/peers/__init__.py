# SPDX-License-Identifier: Apache-2.0
"""Peers: what a user would pick instead, each as a program of one job.

A peer module is run as a process of its own, with the folder of a corpus and a
folder for its output. It prints one JSON object: the seconds of wall clock and
CPU of each stage, and its version.
"""
