namespace Twin.Aws.Athena.DuckDb;

/// <summary>Trino's type decimal, and the types of its operators
/// (https://trino.io/docs/current/functions/decimal.html).</summary>
internal sealed record DecimalType(int Precision, int Scale)
{
    private const int MostDigits = 38;

    /// <summary>The type of a literal: its digits without leading zeros.</summary>
    public static DecimalType OfLiteral(string number)
    {
        var parts = number.TrimStart('-').Split('.');
        var scale = parts.Length > 1 ? parts[1].Length : 0;
        return new DecimalType(Math.Max(1, parts[0].TrimStart('0').Length + scale), scale);
    }

    public DecimalType Plus(DecimalType other)
    {
        var scale = Math.Max(Scale, other.Scale);
        return Limited(Math.Max(Precision - Scale, other.Precision - other.Scale) + scale + 1, scale);
    }

    public DecimalType Times(DecimalType other) => Limited(Precision + other.Precision, Scale + other.Scale);

    public DecimalType Over(DecimalType other) => Limited(
        Precision + other.Scale + Math.Max(other.Scale - Scale, 0), Math.Max(Scale, other.Scale));

    /// <summary>The type of a rounded number.</summary>
    public DecimalType Rounded(string function, bool hasDigits) => (function, hasDigits) switch
    {
        ("abs", _) or ("truncate", true) => this,
        ("sign", _) => new DecimalType(1, 0),
        ("truncate", _) => new DecimalType(Math.Max(1, Precision - Scale), 0),
        ("round", true) => Limited(Precision + 1, Scale),
        _ => new DecimalType(Precision - Scale + Math.Min(Scale, 1), 0),
    };

    private static DecimalType Limited(int precision, int scale) => new(Math.Min(MostDigits, precision), scale);
}
