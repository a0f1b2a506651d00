"""The line icons, drawn on a 24 × 24 grid. Each stands beside its word, never alone."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

PATHS: dict[str, str] = {
    "tasks": '<path d="M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M12 6h8M12 12h8M12 18h8"/>',
    "figures": '<path d="M4 4h16v16H4zM4 9h16M4 14.5h16M10 4v16"/>',
    "directives": '<path d="M12 4v5M5 20v-4.5h14V20M12 9v6.5M12 15.5V20"/><circle cx="12" cy="4" r="1.2"/>',
    "study": '<path d="M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5z'
    'M12 6.5V20"/>',
    "commitments": '<path d="M4 20l1-4.5L15.5 5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5M13 20h7"/>',
    "practice": '<path d="M9 18h6M10 21h4M8.5 15c-1.7-1.2-2.7-3-2.7-5a6.2 6.2 0 0 1 12.4 0c0 2-1 3.8-2.7 5z"/>',
    "inspection": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5M8 10.5l2 2 3.5-3.5"/>',
    "recognition": '<circle cx="12" cy="9" r="5.5"/><path d="M8.5 13.5L7 21l5-2.5L17 21l-1.5-7.5"/>',
    "reports": '<path d="M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12.5h7M9 16.5h7"/>',
    "article": '<path d="M4 5h13v14.5H6a2 2 0 0 1-2-2zM17 9h3v8.5a2 2 0 0 1-3 1.7M7 9h7M7 12.5h7M7 16h4"/>',
    "units": '<path d="M9.5 3h5v4h-5zM3 17h5v4H3zM9.5 17h5v4h-5zM16 17h5v4h-5zM12 7v10M5.5 17v-5h13v5"/>',
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "notices": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "download": '<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"/>',
    "upload": '<path d="M12 15.5V4M7.5 8.5L12 4l4.5 4.5M5 20h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "tray": '<path d="M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 2.5h4l1-2.5h5"/>',
    "back": '<path d="M14.5 5L8 12l6.5 7"/>',
    "forward": '<path d="M9.5 5L16 12l-6.5 7"/>',
    "seal": '<circle cx="12" cy="9.5" r="6"/><path d="M9.3 9.6l2 2 3.5-3.8M8.5 14.5L7 21.5l5-2.5 5 2.5-1.5-7"/>',
    "edit": '<path d="M4 20l1-4.5L15.5 5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.800-6 7.5-6s6.700 2 7.5 6"/>',
}


def icon(name: str, extra_class: str = "") -> SafeString:
    """The icon as inline SVG, hidden from readers of the screen because its word stands beside it."""
    try:
        inner = PATHS[name]
    except KeyError:
        raise LookupError(f"no icon {name!r}; there are: {', '.join(sorted(PATHS))}") from None
    css = f"i {extra_class}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        css,
        SafeString(inner),
    )
