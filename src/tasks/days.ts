// Days of the person's own calendar as text, and the moments at which they begin and end. Pure.
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** YYYY-MM-DD. */
export function toDay(time: number): string {
	const date = new Date(time);
	const two = (value: number): string => String(value).padStart(2, "0");
	return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Its first millisecond, or its last. */
export function fromDay(text: string | undefined, isEnd = false): number | undefined {
	const [, year, month, day] = (DAY.exec(text ?? "") ?? []).map(Number);
	if (year === undefined || month === undefined || day === undefined) return undefined;
	const time = new Date(year, month - 1, day + (isEnd ? 1 : 0)).getTime() - (isEnd ? 1 : 0);
	// No 31st of April.
	return toDay(time) === text ? time : undefined;
}
