"""The face: what every page has in common, and how numbers, days and names are written and read.

What is where
    formats.py      numbers, days, spans and deadlines as text (`1.496`, `97,1 %`, `19/5/2021`)
    reading.py      typed text, days and numbers; refusals as `ReadingError`; refusals.py says them in words
    fields.py       form fields that read so: `TextField`, `DayField`, `WholeField`
    sorting.py      Vietnamese order (`sort_key`, `given_name_key`) and search without diacritics (`fold`)
    cells.py        `Cell`, one number of a page with its state and coverage; numbers.py makes it HTML
    charts.py       `Point`, bars and lines as SVG; its primitives serve other drawings
    spans.py        span and structure of a page (`read_span`), kept from page to page
    navigation.py   the sections; one whose address does not exist is left out
    icons.py        line icons; middleware.py, views.py, urls.py: language and theme
    templates/ui/   base.html, gate.html, login.html and partials; each says its context at its head
    static/ui/      tokens.css, app.css (layers: base, layout, components, pages, print), app.js (comforts)

How to write a page
    {% extends "ui/base.html" %}{% load i18n ui %}
    {% block title %}{% translate "Figures" %}{% endblock %}
    {% block head %}<div><h1>…</h1><p>what is owed or shown</p></div><div class="row">buttons</div>{% endblock %}
    {% block span %}{% include "ui/_span.html" %}{% endblock %}                 pages with numbers
    {% block content %}… {% number cell %} … {% include "ui/_legend.html" %}{% endblock %}
    {% block panel %}{% if figure %}<aside class="panel" id="panel" aria-labelledby="…">…</aside>
        {% else %}{{ block.super }}{% endif %}{% endblock %}
  A number whose address begins with `?` opens the panel of the same page (`{% url_with request so=key %}`), in place
  where there is script; the link "Close" takes `hx-boost="true"`. Links to other pages carry the chosen span with
  `{% url 'units:tree' %}{% span_query %}`. Lists end with `ui/_pager.html`, nothing to list is `ui/_empty.html`,
  the way down is `ui/_crumbs.html` (block crumbs), a form field `{% include "ui/_field.html" with field=form.name %}`.
  Numbers in prose: `{{ n|whole }}`, `{{ share|percent }}`, `{{ due|day }}`, `{{ at|moment }}`,
  `{{ since|span_of_days:last }}`, `{{ due|deadline:today }}`; names in lists: `{% given_name person.full_name %}`.
  Charts: `{% chart_bars points caption=… head=… value_head=… %}`, `{% chart_line … floor=… %}`.
  No `style=""`, no script in a page: classes only. One `.btn.go` a page. Components: the comments in app.css.

What settings need
    "ui" in INSTALLED_APPS; `ui.middleware.LanguageMiddleware` after sessions, before everything that speaks;
    `django.template.context_processors.request` and the messages one; `path("", include("ui.urls"))`.
    Error pages are 400, 403, 403_csrf, 404, 500 and 503.html; none asks the database anything.
"""
