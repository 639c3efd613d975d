import { byId } from './dom.js';

const choices = ['system', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];
const signs: { readonly [choice in Choice]: string } = { system: '◐', light: '☀', dark: '☾' };
const labels: { readonly [choice in Choice]: string } = {
  system: 'as the system has them',
  light: 'light',
  dark: 'dark',
};

/** A button that goes from the system's colours to light, to dark and back; remembered where the browser lets us. */
export function createThemeSwitch(): void {
  const switcher = byId('theme');
  let choice: Choice = choices.find((each) => each === recall()) ?? 'system';
  const show = (): void => {
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    switcher.textContent = signs[choice];
    switcher.setAttribute('aria-label', `Colours: ${labels[choice]}`);
    switcher.title = `Colours: ${labels[choice]}`;
  };
  switcher.addEventListener('click', () => {
    choice = choices[(choices.indexOf(choice) + 1) % choices.length] ?? 'system';
    remember(choice);
    show();
  });
  show();
}

const key = 'datagen-report-theme';

function recall(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(choice: Choice): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // Pages from the disk may have nothing to remember with.
  }
}
