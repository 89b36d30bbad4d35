using System.Globalization;

namespace Twin.Declaration;

internal static class Fact
{
    public static string? Days(int? days) => Number(days, "days");

    public static string? Number(int? number, string unit) =>
        number is null ? null : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
