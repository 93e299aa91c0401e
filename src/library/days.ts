// Converts days of the local calendar (YYYY-MM-DD) to the times at which they begin and end, and back. Pure.
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** YYYY-MM-DD. */
export function toDay(time: number): string {
	const date = new Date(time);
	const two = (value: number): string => String(value).padStart(2, "0");
	return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first millisecond of the day, or its last. */
export function fromDay(text: string | undefined, isEnd = false): number | undefined {
	const [, year, month, day] = (DAY.exec(text ?? "") ?? []).map(Number);
	if (year === undefined || month === undefined || day === undefined) return undefined;
	const time = new Date(year, month - 1, day + (isEnd ? 1 : 0)).getTime() - (isEnd ? 1 : 0);
	// Rejects dates that do not exist, such as the 31st of April.
	return toDay(time) === text ? time : undefined;
}
