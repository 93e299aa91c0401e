// Replaces the panel when rendering fails: the error, what is kept, and a button to reopen. The host is not affected.
import { Component, type ErrorInfo, type ReactNode } from "react";
import { log } from "../host/log";
import { translate } from "../i18n/locale";
import { goTo } from "../navigation/route";

export class ErrorBoundary extends Component<{ children: ReactNode }, { failure: Error | null }> {
	override state: { failure: Error | null } = { failure: null };

	static getDerivedStateFromError(error: unknown): { failure: Error } {
		return { failure: error instanceof Error ? error : new Error(String(error)) };
	}

	override componentDidCatch(error: Error, info: ErrorInfo): void {
		log.error("Image Studio panel failed", { error: error.name, at: info.componentStack?.trim().split("\n")[0] });
	}

	override render(): ReactNode {
		const { failure } = this.state;
		if (!failure) return this.props.children;
		return (
			<div className="hfis hfis-ui hfis-shell-message" role="alert">
				<p>
					<strong>{translate("app.crashed")}</strong>
				</p>
				<p>{translate("app.crashedAdvice")}</p>
				<button
					type="button"
					className="hfis-ui-button"
					onClick={() => {
						// The current place may have caused the error.
						goTo({ kind: "canvas" });
						this.setState({ failure: null });
					}}
				>
					{translate("app.reopen")}
				</button>
				<details>
					<summary>{translate("app.details")}</summary>
					<pre>{failure.message}</pre>
				</details>
			</div>
		);
	}
}
