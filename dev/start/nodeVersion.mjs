// Checks the version of Node. The syntax must be old enough for versions that are refused.

/**
 * @param {string} version such as "20.19.0"
 * @returns {string | undefined} the message for the user if this Node is too old
 */
export function refuseOldNode(version) {
	const parts = version.split(".").map(Number);
	const major = parts[0] || 0;
	const minor = parts[1] || 0;
	const isEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
	return isEnough
		? undefined
		: `Node ${version} is too old: Image Studio needs Node 20.19 or later (or 22.12 or later); install it and run npm start again.`;
}
