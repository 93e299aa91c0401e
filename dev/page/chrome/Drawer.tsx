// The drawer at the side of the panel; in a narrow window it covers the panel.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "./text";

export function Drawer(props: { title: string; onClose: () => void; children: ReactNode }) {
	const text = useText();
	return (
		<aside className="dev-drawer" aria-label={props.title}>
			<header>
				<h2>{props.title}</h2>
				<button
					type="button"
					className="dev-icon"
					aria-label={text("close")}
					title={text("close")}
					onClick={props.onClose}
				>
					<X size={16} />
				</button>
			</header>
			{props.children}
		</aside>
	);
}
