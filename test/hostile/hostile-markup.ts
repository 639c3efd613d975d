/** Text of a catalog that tries to end where it stands and to run. */
export const hostileMarkup = '</script><img src=x onerror="alert(1)">&amp;\u2028\u202e\u0000\ud800]]>\'"';
