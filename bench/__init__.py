"""How fast Parvis is, measured against what the same machine does at best in the same minute."""
