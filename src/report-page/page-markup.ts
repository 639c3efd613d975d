/** What stands in the page before its script fills it. */
export const markup = `<a class="skip" href="#conversations">Skip to the conversations</a>
<header class="top">
  <a class="brand" href="#overview" aria-label="datagen report: overview"><svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><circle cx="5" cy="12" r="3"/><circle cx="18" cy="5" r="3"/><circle cx="18" cy="19" r="3"/><path d="M7.6 10.6 15.4 6.4M7.6 13.4l7.8 4.2"/></svg></a>
  <h1 id="title">Report</h1>
  <nav aria-label="Parts of the report"><a href="#overview">Overview</a><a href="#graph">Tool graph</a><a href="#duplicates">Duplicates</a><a href="#conversations">Conversations</a></nav>
  <button type="button" id="theme" class="quiet" aria-label="Colours: as the system has them" title="Colours"></button>
</header>
<main>
  <section id="part-overview" class="part" aria-label="Overview" tabindex="-1"></section>
  <section id="part-graph" class="part" aria-label="Tool graph" tabindex="-1" hidden></section>
  <section id="part-duplicates" class="part" aria-label="Near-duplicate user turns" tabindex="-1" hidden></section>
  <section id="part-conversations" class="part browser" aria-label="Conversations" tabindex="-1" hidden></section>
</main>
<noscript><p class="note">This report needs JavaScript. It runs in this page alone and asks for nothing.</p></noscript>`;
