using System.Collections;

namespace Pulumi.Serialization;

/// <summary>The conversion of values to and from a provider: outputs are resolved, arguments become maps by wire name,
/// enums become texts, and all numbers doubles.</summary>
internal static class Wire
{
    /// <summary>The value as a provider gets it.</summary>
    /// <param name="path">The place of the value, for messages.</param>
    /// <exception cref="InvalidOperationException">A value has a type that cannot be sent.</exception>
    public static async Task<object?> SendAsync(string path, object? value)
    {
        switch (value)
        {
            case null or bool or double or string or AssetOrArchive:
                return value;
            case int number:
                return (double)number;
            case InputArgs args:
                return await SendMapAsync(path, args.ToDictionary()).ConfigureAwait(false);
            case IInput input:
                return await SendAsync(path, input.ToOutput()).ConfigureAwait(false);
            case IUnion union:
                return await SendAsync(path, union.Value).ConfigureAwait(false);
            case IOutput output:
                var data = await output.GetDataAsync().ConfigureAwait(false);
                return await SendAsync(path, data.Value).ConfigureAwait(false);
            case IDictionary<string, object?> map:
                return await SendMapAsync(path, map).ConfigureAwait(false);
            case IDictionary map:
                var pairs = map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, map[key]));
                return await SendMapAsync(path, pairs).ConfigureAwait(false);
            case IList list:
                return await SendListAsync(path, list).ConfigureAwait(false);
        }

        var type = value.GetType();
        return type.IsDefined(typeof(EnumTypeAttribute))
            ? type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type])!.Invoke(null, [value])
            : throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");
    }

    /// <summary>A map whose values are sent; nulls are absent.</summary>
    public static async Task<ImmutableDictionary<string, object?>> SendMapAsync(
        string path, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        var sent = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (key, value) in pairs)
        {
            if (await SendAsync($"{path}.{key}", value).ConfigureAwait(false) is { } there)
            {
                sent[key] = there;
            }
        }

        return sent.ToImmutable();
    }

    private static async Task<ImmutableArray<object?>> SendListAsync(string path, IList list)
    {
        var sent = ImmutableArray.CreateBuilder<object?>();
        for (var i = 0; i < list.Count; i++)
        {
            sent.Add(await SendAsync($"{path}[{i}]", list[i]).ConfigureAwait(false));
        }

        return sent.ToImmutable();
    }
}
