using System.Numerics;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>Texts of values as Trino's casts and functions write them.</summary>
internal static class TrinoText
{
    private static readonly (long Seconds, string Name)[] Units =
        [(604_800, "week"), (86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")];

    /// <summary>The text of a result, Java's: plain notation from a thousandth to ten million, and always a digit after
    /// the point.</summary>
    public static string Plain(double number)
    {
        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }

        if (double.IsNaN(number))
        {
            return "NaN";
        }

        if (number == 0 || Math.Abs(number) is >= 1e-3 and < 1e7)
        {
            return WithPoint(number.ToString("0.0################", CultureInfo.InvariantCulture), number);
        }

        var parts = number.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).Replace("-", "", StringComparison.Ordinal);
        var digits = shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return $"{(number < 0 ? "-" : "")}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E"
            + exponent.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The text of a cast: always with an exponent.</summary>
    public static string OfDouble(double number) =>
        WithExponent(number, number.ToString("R", CultureInfo.InvariantCulture));

    public static string OfReal(float number) =>
        WithExponent(number, number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A number with a fixed number of digits after the point; halves are rounded up, as Java does.</summary>
    public static string Fixed(double number, int digits, bool hasGroups)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        if (Math.Abs(number) >= 1e15 || digits > 12)
        {
            throw TrinoScalars.Fail("the twin formats numbers below 1e15, with at most 12 digits after the point");
        }

        var rounded = Math.Round(
            decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float,
                CultureInfo.InvariantCulture),
            digits,
            MidpointRounding.AwayFromZero);
        var text = Math.Abs(rounded).ToString(
            (hasGroups ? "N" : "F") + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return double.IsNegative(number) ? "-" + text : text;
    }

    /// <summary>The quotient of two decimals with a number of digits after the point; halves are rounded away from
    /// zero.</summary>
    public static string Quotient(string dividend, string divisor, int digits)
    {
        var ((above, aboveDigits), (below, belowDigits)) = (Unscaled(dividend), Unscaled(divisor));
        var shift = digits - aboveDigits + belowDigits;
        above *= BigInteger.Pow(10, Math.Max(0, shift));
        below *= BigInteger.Pow(10, Math.Max(0, -shift));
        var quotient = BigInteger.DivRem(BigInteger.Abs(above), BigInteger.Abs(below), out var rest);
        var text = (rest * 2 >= BigInteger.Abs(below) ? quotient + 1 : quotient)
            .ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        return (above.Sign * below.Sign < 0 ? "-" : "") + text[..^digits] + (digits > 0 ? "." + text[^digits..] : "");
    }

    private static (BigInteger Value, int Digits) Unscaled(string number) => (
        BigInteger.Parse(number.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
        number.Contains('.', StringComparison.Ordinal) ? number.Split('.')[1].Length : 0);

    /// <summary>The text of human_readable_seconds.</summary>
    public static string Seconds(double seconds)
    {
        if (!double.IsFinite(seconds) || Math.Abs(seconds) > int.MaxValue)
        {
            throw TrinoScalars.Fail("INVALID_FUNCTION_ARGUMENT: Invalid argument found: " + OfDouble(seconds));
        }

        var rest = Math.Abs((long)Math.Floor(seconds + 0.5));
        var parts = new List<string>();
        foreach (var (length, name) in Units)
        {
            var count = rest / length;
            rest -= count * length;
            if (count > 0 || (length == 1 && parts.Count == 0))
            {
                parts.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{count} {name}{(count == 1 ? "" : "s")}"));
            }
        }

        return string.Join(", ", parts);
    }

    public static string Reverse(string text) => string.Concat(text.EnumerateRunes().Reverse());

    /// <summary>The Levenshtein distance, in code points.</summary>
    public static long Distance(string from, string to)
    {
        Rune[] left = [.. from.EnumerateRunes()], right = [.. to.EnumerateRunes()];
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static string WithExponent(double number, string shortest)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        var sign = double.IsNegative(number) ? "-" : "";
        if (number == 0)
        {
            return sign + "0E0";
        }

        var (mantissa, exponent) = shortest.TrimStart('-').Split('E') is [var m, var e]
            ? (m, int.Parse(e, CultureInfo.InvariantCulture))
            : (shortest.TrimStart('-'), 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var found ? found : mantissa.Length;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var place = point - (all.Length - digits.Length) - 1 + exponent;
        digits = digits.TrimEnd('0');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{place}");
    }

    private static string WithPoint(string rounded, double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (shortest.Contains('E', StringComparison.Ordinal))
        {
            return rounded;
        }

        return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
    }
}
