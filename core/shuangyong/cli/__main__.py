"""``python -m shuangyong.cli``, for machines where scripts are not on the path."""

from . import main

main()
