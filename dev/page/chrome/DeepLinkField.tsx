// A form that opens a deep link as the operating system would.
import { useState } from "react";
import { openDeepLink } from "../host/bridge";
import { PLUGIN_ID } from "../host/state";
import { useText } from "./text";

export function DeepLinkField() {
	const [url, setUrl] = useState(`haloforge://plugin/${PLUGIN_ID}/generate?prompt=A%20quiet%20harbour`);
	const [problem, setProblem] = useState<string | null>(null);
	const text = useText();
	return (
		<form
			className="dev-form"
			onSubmit={(event) => {
				event.preventDefault();
				setProblem(openDeepLink(url));
			}}
		>
			<textarea
				className="dev-input"
				rows={4}
				aria-label={text("deepLink")}
				spellCheck={false}
				value={url}
				onChange={(event) => setUrl(event.target.value)}
			/>
			<button type="submit" className="dev-button">
				{text("open")}
			</button>
			<output>{problem}</output>
		</form>
	);
}
