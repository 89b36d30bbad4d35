using System.Text;

namespace Generator;

/// <summary>Writes an enumeration of strings, which in Pulumi is a struct.</summary>
internal static class EnumWriter
{
    public static string Write(Reference type, TsEnum declared, UsedNames used)
    {
        var name = type.ClassName;
        var members = new StringBuilder();
        foreach (var member in declared.Members.Where(m => used.Has(type.FullName, Names.Upper(m.Name))))
        {
            if (member.Deprecation is not null)
            {
                members.AppendLine("    [Obsolete(\"The provider deprecates this value: see its documentation.\")]");
            }

            members.AppendLine(
                $"    public static {name} {Names.Upper(member.Name)} {{ get; }} = new {name}(\"{member.Value}\");");
        }

        return $$"""
            [EnumType]
            public readonly struct {{name}} : IEquatable<{{name}}>
            {
                private readonly string _value;

                private {{name}}(string value)
                {
                    _value = value ?? throw new ArgumentNullException(nameof(value));
                }

            {{members}}
                public static bool operator ==({{name}} left, {{name}} right) => left.Equals(right);
                public static bool operator !=({{name}} left, {{name}} right) => !left.Equals(right);

                public static explicit operator string({{name}} value) => value._value;

                [EditorBrowsable(EditorBrowsableState.Never)]
                public override bool Equals(object? obj) => obj is {{name}} other && Equals(other);
                public bool Equals({{name}} other) => string.Equals(_value, other._value, StringComparison.Ordinal);

                [EditorBrowsable(EditorBrowsableState.Never)]
                public override int GetHashCode() => _value?.GetHashCode() ?? 0;

                public override string ToString() => _value;
            }

            """;
    }
}
