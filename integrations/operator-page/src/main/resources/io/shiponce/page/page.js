// Renews what is shown, once a second. Everything works without it; then a reload shows what is new.
(function () {
  'use strict';

  var live = document.getElementById('live');
  if (live && window.EventSource) {
    var spoken = document.getElementById('spoken');
    var source = new EventSource(live.dataset.from);
    source.addEventListener('figures', function (event) {
      var focused = live.contains(document.activeElement) ? document.activeElement.id : '';
      live.innerHTML = event.data; // our own server's, escaped there
      var again = focused && document.getElementById(focused);
      if (again) {
        again.focus({ preventScroll: true });
      }
    });
    source.addEventListener('spoken', function (event) {
      spoken.textContent = event.data;
    });
    source.addEventListener('error', function () {
      if (source.readyState === EventSource.CLOSED) {
        spoken.textContent = live.dataset.ended;
        spoken.className = 'told UNKNOWN';
      }
    });
    window.addEventListener('pagehide', function () {
      source.close();
    });
  }

  document.querySelectorAll('.all').forEach(function (element) {
    element.hidden = false;
  });
  document.querySelectorAll('[data-selects]').forEach(function (all) {
    all.addEventListener('change', function () {
      document.querySelectorAll('input[type=checkbox][name="' + all.dataset.selects + '"]').forEach(function (one) {
        one.checked = all.checked;
      });
    });
  });
})();
