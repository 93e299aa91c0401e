// Shows the log lines of the devhost and of the page. The newest line is at the bottom and stays in view.
import { useLayoutEffect, useRef, useState } from "react";
import { useHost } from "../host/state";
import { useText } from "./text";

const PROBLEM_LEVELS = new Set(["warn", "warning", "error"]);

export function LogViewer() {
	const log = useHost((state) => state.log);
	const [isProblemsOnly, setIsProblemsOnly] = useState(false);
	const list = useRef<HTMLOListElement>(null);
	const isAtEnd = useRef(true);
	const text = useText();
	const lines = isProblemsOnly ? log.filter(({ level }) => PROBLEM_LEVELS.has(level.toLowerCase())) : log;

	// biome-ignore lint/correctness/useExhaustiveDependencies: new lines move the end.
	useLayoutEffect(() => {
		if (isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
	}, [lines]);

	return (
		<>
			<select
				className="dev-input"
				value={isProblemsOnly ? "problems" : "all"}
				onChange={(event) => setIsProblemsOnly(event.target.value === "problems")}
			>
				<option value="all">{text("allLevels")}</option>
				<option value="problems">{text("warnAndError")}</option>
			</select>
			<ol
				ref={list}
				className="dev-log"
				onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
					isAtEnd.current = scrollTop + clientHeight > scrollHeight - 24;
				}}
			>
				{lines.length === 0 && <li className="dev-log-empty">{text("noLines")}</li>}
				{lines.map((line) => (
					<li key={line.key} data-level={line.level.toLowerCase()}>
						<time>{line.time.slice(11, 19)}</time>
						<b>{line.level}</b>
						<span>{line.scope}</span>
						<p>{line.message}</p>
					</li>
				))}
			</ol>
		</>
	);
}
