"""The core own record kinds."""
