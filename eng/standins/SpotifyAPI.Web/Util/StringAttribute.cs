using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SpotifyAPI.Web;

/// <summary>The text of an enum's value in a query.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class StringAttribute(string value) : Attribute
{
    public string Value { get; } = value;

    public static bool GetValue(Type enumType, Enum enumValue, [NotNullWhen(true)] out string? result)
    {
        Ensure.ArgumentNotNull(enumType, nameof(enumType));
        Ensure.ArgumentNotNull(enumValue, nameof(enumValue));

        result = enumType.GetMember(enumValue.ToString())[0].GetCustomAttribute<StringAttribute>()?.Value;
        return result is not null;
    }
}
