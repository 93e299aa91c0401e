/** Today's date in the local time zone, as YYYY-MM-DD. */
export const localDate = (): string => {
	const now = new Date();
	return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};
