import { initAll } from './govuk-frontend.js';
import { initAll as initMoj } from './moj-frontend.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
initMoj();
