// The estimated price of the request, if it is known.
import { formatUsd, type PriceEstimate } from "../../gateway/prices";
import { useTranslate } from "../../i18n/locale";

export function EstimatedPrice({ price }: { readonly price: PriceEstimate | undefined }) {
	const t = useTranslate();
	if (!price) return null;
	return (
		<span className="hfis-prompt-price" title={t("prompt.priceHint", { month: price.asOf })}>
			{t("prompt.price", { price: formatUsd(price.from, price.to) })}
		</span>
	);
}
