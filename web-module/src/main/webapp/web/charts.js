// Draws every <figure data-chart="bar|line"> from the table inside it. The table stays: it is the chart for those who do not see it.
// Two series have a colour; a column with data-line is drawn over them as a dashed line in ink.
(() => {
  const colour = name => {
    const probe = document.createElement('i');
    probe.className = 'visually-hidden';
    document.body.append(probe);
    probe.style.color = `var(${name})`;
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };
  const drawn = [];
  const draw = () => {
    drawn.splice(0).forEach(chart => chart.destroy());
    const ink = colour('--c-ink-2'), line = colour('--c-line'), series = [colour('--c-accent'), colour('--c-wine')];
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12;
    Chart.defaults.color = ink;
    for (const figure of document.querySelectorAll('[data-chart]')) {
      const rows = [...figure.querySelectorAll('tbody tr')], heads = [...figure.querySelectorAll('thead th')].slice(1), type = figure.dataset.chart;
      const sets = heads.map((head, i) => {
        const over = 'line' in head.dataset, kind = over ? 'line' : type, stroke = over ? ink : series[i];
        return { type: kind, order: over ? 0 : 1, stack: over ? 'over' : 'sum', label: head.textContent, data: rows.map(row => +row.cells[i + 1].textContent.replace(/\D/g, '')), backgroundColor: stroke, borderColor: stroke, borderWidth: kind === 'line' ? 2 : 0, borderDash: over || i ? [5, 4] : [], borderRadius: 3, pointRadius: 0, pointHitRadius: 12, tension: 0.3, maxBarThickness: 18 };
      });
      drawn.push(new Chart(figure.querySelector('canvas'), {
        type,
        data: { labels: rows.map(row => row.cells[0].textContent), datasets: sets },
        options: {
          animation: false, responsive: true, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
          plugins: { legend: { display: false }, tooltip: { backgroundColor: colour('--c-ink'), titleColor: colour('--c-paper'), bodyColor: colour('--c-paper'), cornerRadius: 6, padding: 10, displayColors: false } },
          scales: {
            x: { stacked: type === 'bar', grid: { display: false }, border: { color: line }, ticks: { maxRotation: 0, autoSkipPadding: 24 } },
            y: { stacked: type === 'bar', beginAtZero: true, suggestedMax: 4, grid: { color: line }, border: { display: false }, ticks: { maxTicksLimit: 5, precision: 0, padding: 8 } },
          },
        },
      }));
    }
  };
  for (const table of document.querySelectorAll('[data-chart] details')) table.open = false;
  document.fonts.ready.then(draw);
  addEventListener('carafe:theme', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
