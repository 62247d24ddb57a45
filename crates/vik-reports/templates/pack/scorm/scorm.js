// Tells the learning platform two things: that the lesson was begun, and that it was finished.
// SCORM 1.2 run-time: LMSInitialize, LMSSetValue("cmi.core.lesson_status"), LMSCommit, LMSFinish.
(function () {
  'use strict';

  // The platform offers its API in a parent window or in the window that opened this one.
  function find(from) {
    for (var step = 0, at = from; at && step < 10; step += 1) {
      try {
        if (at.API) { return at.API; }
      } catch (refused) {
        return null; // another site's window may not be looked into
      }
      if (at === at.parent) { break; }
      at = at.parent;
    }
    return null;
  }

  var api = find(window) || (window.opener ? find(window.opener) : null);
  var open = Boolean(api) && String(api.LMSInitialize('')) === 'true';
  var parts = Array.prototype.slice.call(document.querySelectorAll('details'));
  var state = document.getElementById('stand');
  var seen = [];
  var done = false;

  function status(value) {
    if (open) {
      api.LMSSetValue('cmi.core.lesson_status', value);
      api.LMSCommit('');
    }
  }

  if (open) {
    var before = api.LMSGetValue('cmi.core.lesson_status');
    done = before === 'completed' || before === 'passed';
    if (!done) { status('incomplete'); }
  }

  function tell() {
    state.textContent = done
      ? 'U hebt deze les afgerond.'
      : 'Geopend: ' + seen.length + ' van ' + parts.length + ' delen.';
  }

  function look(part) {
    if (part.open && seen.indexOf(part) < 0) { seen.push(part); }
    if (!done && seen.length === parts.length) {
      done = true;
      status('completed');
    }
    tell();
  }

  parts.forEach(function (part) {
    part.addEventListener('toggle', function () { look(part); });
  });
  if (parts.length === 0 && !done) {
    done = true;
    status('completed');
  }
  tell();

  window.addEventListener('pagehide', function () {
    if (open) {
      open = false;
      api.LMSFinish('');
    }
  });
}());
