import { useNumbers } from './numbers';
import './values.css';

/** A chance as a number over a bar; what it would be if everything had been seen today shows as a pale end of the bar. */
export function ChanceBar({ value, undecayed, cold = false }: { readonly value: number; readonly undecayed?: number; readonly cold?: boolean }) {
  const { chance } = useNumbers();
  return (
    <span className="chance" data-cold={cold}>
      <span className="chance-number">{chance(value)}</span>
      <span className="chance-bar" aria-hidden="true">
        {undecayed !== undefined && <span className="chance-was" style={{ inlineSize: `${undecayed * 100}%` }} />}
        <span className="chance-is" style={{ inlineSize: `${value * 100}%` }} />
      </span>
    </span>
  );
}
