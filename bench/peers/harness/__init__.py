# SPDX-License-Identifier: Apache-2.0
"""What scripts/peers is made of: jobs, their programs, corpora and the table."""
