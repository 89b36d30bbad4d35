namespace Functions.Extract;

/// <summary>A part of a playlist, as it is asked for.</summary>
/// <param name="Offset">The position of the first entry, from 0.</param>
/// <param name="Limit">The most entries.</param>
internal sealed record PageRange(int Offset, int Limit)
{
    /// <summary>Counted from 0, in a playlist that is cut into pages of this size.</summary>
    public int Index => Offset / Limit;
}
