namespace Twin.Cli.Costs;

/// <summary>A quantity that grows evenly.</summary>
/// <param name="Base">The quantity of none.</param>
/// <param name="Each">The quantity that each one adds.</param>
internal readonly record struct Line(decimal Base, decimal Each)
{
    /// <summary>The first whole number from which the quantity is negative; null if there is none.</summary>
    public decimal? NegativeFrom => Base <= 0 ? 0 : Each < 0 ? Math.Floor(Base / -Each) + 1 : null;

    /// <summary>The line through the quantities of two numbers.</summary>
    public static Line Through((decimal Number, decimal Quantity) one, (decimal Number, decimal Quantity) other)
    {
        var each = (other.Quantity - one.Quantity) / (other.Number - one.Number);
        return new Line(one.Quantity - (each * one.Number), each);
    }

    public decimal At(decimal number) => Base + (Each * number);
}
