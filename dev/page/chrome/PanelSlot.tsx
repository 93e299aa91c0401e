// The slot with a definite height. Mounts the registered panel while its module is active.
import { Component, type ReactNode, useEffect } from "react";
import { MODULE_ID, useHost } from "../host/state";
import { useText } from "./text";

export function PanelSlot() {
	const { definition, loadError, module } = useHost();
	const text = useText();
	if (module !== MODULE_ID) {
		return (
			<Note title={text("home")}>
				<p>{text("homeHint")}</p>
			</Note>
		);
	}
	if (loadError) {
		return (
			<Note title={text("notRegistered")}>
				<pre>{loadError}</pre>
			</Note>
		);
	}
	const Panel = definition?.panel;
	if (!Panel) return <Note title={definition ? text("notRegistered") : text("loading")} />;
	return (
		<PanelBoundary title={text("crashed")} retry={text("retry")}>
			<MountCallbacks onMount={definition.onMount} onUnmount={definition.onUnmount}>
				<Panel />
			</MountCallbacks>
		</PanelBoundary>
	);
}

function MountCallbacks(props: {
	onMount: (() => void) | undefined;
	onUnmount: (() => void) | undefined;
	children: ReactNode;
}) {
	const { onMount, onUnmount } = props;
	useEffect(() => {
		onMount?.();
		return () => onUnmount?.();
	}, [onMount, onUnmount]);
	return props.children;
}

function Note(props: { title: string; children?: ReactNode }) {
	return (
		<div className="dev-note">
			<h2>{props.title}</h2>
			{props.children}
		</div>
	);
}

/** The panel has its own error boundary; if that fails too, the host page must survive. */
class PanelBoundary extends Component<{ title: string; retry: string; children: ReactNode }> {
	override state: { error: unknown } = { error: null };

	static getDerivedStateFromError(error: unknown) {
		return { error };
	}

	override render() {
		if (this.state.error === null) return this.props.children;
		return (
			<Note title={this.props.title}>
				<pre>{String(this.state.error)}</pre>
				<button type="button" className="dev-button" onClick={() => this.setState({ error: null })}>
					{this.props.retry}
				</button>
			</Note>
		);
	}
}
