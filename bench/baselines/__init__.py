# SPDX-License-Identifier: Apache-2.0
"""What others do, by rule, on the same receipts: see README.md."""
from baselines.business_central import BusinessCentral
from baselines.first_subset import FirstSubset
from baselines.odoo_tokens import OdooTokens
from baselines.oldest_first import OldestFirst
from baselines.oracle import Oracle
from baselines.sap_lockbox import SapLockbox

ALL = (OdooTokens, BusinessCentral, Oracle, SapLockbox, FirstSubset, OldestFirst)
