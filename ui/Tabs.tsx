// A vertical list of tabs and the panel that it belongs to. Arrow keys, Home and End choose; only the chosen tab is a stop
// for the Tab key.
import type { LucideIcon } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";

interface TabListProps<T extends string> {
	/** Of the whole group; TabPanel is given the same. */
	readonly id: string;
	readonly chosen: T;
	readonly tabs: readonly { readonly id: T; readonly label: string; readonly icon: LucideIcon }[];
	readonly onChoose: (tab: T) => void;
}

export function TabList<T extends string>({ id, chosen, tabs, onChoose }: TabListProps<T>) {
	const onKeyDown = (event: KeyboardEvent): void => {
		const last = tabs.length - 1;
		const at = tabs.findIndex((tab) => tab.id === chosen);
		const [next, before] = [at === last ? 0 : at + 1, at === 0 ? last : at - 1];
		const to = { ArrowDown: next, ArrowRight: next, ArrowUp: before, ArrowLeft: before, Home: 0, End: last }[event.key];
		const tab = to === undefined ? undefined : tabs[to];
		if (tab === undefined) return;
		event.preventDefault();
		onChoose(tab.id);
		document.getElementById(`${id}-${tab.id}`)?.focus();
	};
	return (
		<div className="hfis-ui-tabs" role="tablist" aria-orientation="vertical" onKeyDown={onKeyDown}>
			{tabs.map(({ id: name, label, icon: Icon }) => (
				<button
					key={name}
					type="button"
					role="tab"
					className="hfis-ui-tab"
					id={`${id}-${name}`}
					aria-selected={name === chosen}
					aria-controls={`${id}-panel`}
					tabIndex={name === chosen ? 0 : -1}
					onClick={() => onChoose(name)}
				>
					<Icon size={16} aria-hidden="true" />
					{label}
				</button>
			))}
		</div>
	);
}

interface TabPanelProps {
	readonly id: string;
	readonly chosen: string;
	readonly className?: string;
	readonly children: ReactNode;
}

export function TabPanel({ id, chosen, className, children }: TabPanelProps) {
	return (
		<div className={className} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
			{children}
		</div>
	);
}
