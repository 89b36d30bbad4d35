using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

[EnumType]
public readonly struct Wood : IEquatable<Wood>
{
    private readonly string _value;

    private Wood(string value) => _value = value;

    public static Wood Oak { get; } = new("oak");

    public static explicit operator string(Wood value) => value._value;

    public static bool operator ==(Wood left, Wood right) => left.Equals(right);

    public static bool operator !=(Wood left, Wood right) => !left.Equals(right);

    public bool Equals(Wood other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Wood other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value;
}
