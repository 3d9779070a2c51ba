"""Drawing: the marks, icons and charts that templates use."""

from django import template

register = template.Library()
