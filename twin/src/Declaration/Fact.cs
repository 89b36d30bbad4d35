using System.Globalization;

namespace Twin.Declaration;

/// <summary>The forms of a resource's facts in diagrams.</summary>
internal static class Fact
{
    /// <summary>A number of days; null for none.</summary>
    public static string? Days(int? days) => Number(days, "days");

    /// <summary>A number with its unit; null for none.</summary>
    public static string? Number(int? number, string unit) =>
        number is null ? null : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
