using System.Globalization;

namespace Twin.Aws.Athena;

/// <summary>The values between two bounds, as texts; null for no bound. Bounds belong to the range.</summary>
public sealed record ValueRange(string? Lower, string? Upper)
{
    /// <summary>All values.</summary>
    public static ValueRange All { get; } = new(null, null);

    /// <summary>The values that are in both ranges.</summary>
    public ValueRange And(ValueRange other) => new(
        Lower is null || (other.Lower is not null && Compare(other.Lower, Lower) > 0) ? other.Lower : Lower,
        Upper is null || (other.Upper is not null && Compare(other.Upper, Upper) < 0) ? other.Upper : Upper);

    /// <summary>Determines whether values between two others may be in the range.</summary>
    /// <param name="minimum">The smallest value; null if it is not known.</param>
    /// <param name="maximum">The greatest value; null if it is not known.</param>
    public bool MayContain(string? minimum, string? maximum) =>
        (Upper is null || minimum is null || Compare(minimum, Upper) <= 0)
        && (Lower is null || maximum is null || Compare(maximum, Lower) >= 0);

    // Days and times compare as texts, numbers do not.
    private static int Compare(string one, string other) =>
        decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var otherNumber)
            ? number.CompareTo(otherNumber)
            : string.CompareOrdinal(one, other);
}
