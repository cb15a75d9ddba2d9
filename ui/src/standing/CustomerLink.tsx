import { Link } from '@tanstack/react-router';

/** The name of a customer, leading to its screen. */
export function CustomerLink({ customer }: { readonly customer: { readonly sourceId: string; readonly name: string } }) {
  return (
    <Link to="/customers/$customer" params={{ customer: customer.sourceId }} className="customer-link">
      {customer.name}
    </Link>
  );
}
