using System.Collections;

namespace Pulumi.Serialization;

/// <summary>The conversion of values to and from a provider: outputs are resolved, arguments and output types become
/// maps by wire name, enums become texts, and all numbers doubles.</summary>
internal static class Wire
{
    /// <summary>The text that represents an unknown value.</summary>
    private const string UnknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const BindingFlags AllInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>The value as a provider gets it. It is unknown or secret if any part of it is. Its resources are all
    /// its dependencies.</summary>
    /// <param name="path">The place of the value, for messages.</param>
    /// <exception cref="InvalidOperationException">A value has a type that cannot be sent.</exception>
    public static async Task<OutputData<object?>> SendAsync(string path, object? value)
    {
        switch (value)
        {
            case UnknownText:
                return OutputData.Unknown<object?>();
            case null or bool or double or string or AssetOrArchive:
                return OutputData.Known(value);
            case int number:
                return OutputData.Known<object?>((double)number);
            case InputArgs args:
                return await SendMapAsync(path, await args.ToDictionaryAsync().ConfigureAwait(false))
                    .ConfigureAwait(false);
            case Task:
                throw new InvalidOperationException(
                    $"Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t{path}");
            case IInput input:
                return await SendAsync(path, input.ToOutput()).ConfigureAwait(false);
            case IUnion union:
                return await SendAsync(path, union.Value).ConfigureAwait(false);
            case IOutput output:
                return await SendOutputAsync(path, output).ConfigureAwait(false);
            case Resource:
                throw new NotSupportedException(
                    $"The stand-in for Pulumi sends no resource as a value, since nothing did so far:\n\t{path}");
            case IDictionary map:
                return await SendMapAsync(path, map).ConfigureAwait(false);
            case IList list:
                return await SendListAsync(path, list).ConfigureAwait(false);
            case Enum number when number.GetTypeCode() == TypeCode.Int32:
                return OutputData.Known<object?>((double)(int)value);
            case ValueTuple:
                return OutputData.Known<object?>(null);
        }

        var type = value.GetType();
        if (type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute)))
        {
            return OutputData.Known(EnumValue(path, value));
        }

        if (type.IsDefined(typeof(OutputTypeAttribute)))
        {
            var fields = OutputTypeFields(value);
            return await SendPairsAsync(path, fields, keepNull: true).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"{type.FullName} is not a supported argument type.\n\t{path}");
    }

    /// <summary>A top-level map, each property with its own secrecy and dependencies; nulls are absent.</summary>
    public static async Task<ImmutableDictionary<string, OutputData<object?>>> SendPropertiesAsync(
        string path, IEnumerable<KeyValuePair<string, object?>> properties)
    {
        var sent = ImmutableDictionary.CreateBuilder<string, OutputData<object?>>();
        foreach (var (name, value) in properties)
        {
            OutputData<object?> data;
            try
            {
                data = await SendAsync($"{path}.{name}", value).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {e.Message}", e);
            }

            if (!IsAbsent(data))
            {
                sent[name] = data;
            }
        }

        return sent.ToImmutable();
    }

    /// <summary>The state that a mock returned, by property.</summary>
    /// <exception cref="InvalidOperationException">The state is not a map, or has a value that cannot be
    /// sent.</exception>
    public static async Task<ImmutableDictionary<string, OutputData<object?>>> SendStateAsync(object state)
    {
        var pairs = state switch
        {
            IDictionary<string, object?> map => map,
            InputArgs args => await args.ToDictionaryAsync().ConfigureAwait(false),
            IDictionary map => map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, map[key])),
            _ when state.GetType().IsDefined(typeof(OutputTypeAttribute)) => OutputTypeFields(state),
            _ => throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type"),
        };

        var sent = ImmutableDictionary.CreateBuilder<string, OutputData<object?>>();
        foreach (var (name, value) in pairs)
        {
            var data = await SendAsync($".{name}", value).ConfigureAwait(false);
            if (!IsAbsent(data))
            {
                sent[name] = data;
            }
        }

        return sent.ToImmutable();
    }

    private static bool IsAbsent(OutputData<object?> data) => data is { Value: null, IsKnown: true, IsSecret: false };

    private static async Task<OutputData<object?>> SendOutputAsync(string path, IOutput output)
    {
        var data = await output.GetDataAsync().ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return OutputData.Unknown<object?>() with { Resources = data.Resources };
        }

        var inner = await SendAsync($"{path}.id", data.Value).ConfigureAwait(false);
        return inner with
        {
            Resources = data.Resources.Union(inner.Resources),
            IsSecret = data.IsSecret || inner.IsSecret,
        };
    }

    private static Task<OutputData<object?>> SendMapAsync(string path, IDictionary map)
    {
        if (map.Keys.OfType<object>().Any(key => key is not string))
        {
            throw new InvalidOperationException($"Dictionaries are only supported with string keys:\n\t{path}");
        }

        var pairs = map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, map[key]));
        return SendPairsAsync(path, pairs, keepNull: false);
    }

    private static async Task<OutputData<object?>> SendPairsAsync(
        string path, IEnumerable<KeyValuePair<string, object?>> pairs, bool keepNull)
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        var whole = OutputData.Known<object?>(null);
        foreach (var (key, value) in pairs)
        {
            var data = await SendAsync($"{path}.{key}", value).ConfigureAwait(false);
            whole = Joined(whole, data);

            // names with this beginning are the engine's own
            var isInternal = key.StartsWith("__", StringComparison.Ordinal);
            if (!isInternal && (keepNull || !IsAbsent(data)))
            {
                values[key] = data.Value;
            }
        }

        return whole.As<object?>(values.ToImmutable());
    }

    private static async Task<OutputData<object?>> SendListAsync(string path, IList list)
    {
        var values = ImmutableArray.CreateBuilder<object?>();
        var whole = OutputData.Known<object?>(null);
        for (var i = 0; !IsDefaultArray(list) && i < list.Count; i++)
        {
            var data = await SendAsync($"{path}[{i}]", list[i]).ConfigureAwait(false);
            whole = Joined(whole, data);
            values.Add(data.Value);
        }

        return whole.As<object?>(values.ToImmutable());
    }

    private static OutputData<object?> Joined(OutputData<object?> whole, OutputData<object?> part)
        => new(
            whole.Resources.Union(part.Resources),
            null,
            whole.IsKnown && part.IsKnown,
            whole.IsSecret || part.IsSecret);

    private static bool IsDefaultArray(IList list)
        => list.GetType().GetProperty(nameof(ImmutableArray<object>.IsDefault))?.GetValue(list) is true;

    private static object? EnumValue(string path, object value)
    {
        var type = value.GetType();
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
        if (conversion is null || (conversion.ReturnType != typeof(string) && conversion.ReturnType != typeof(double)))
        {
            throw new InvalidOperationException(
                $"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{path}");
        }

        return conversion.Invoke(null, [value]);
    }

    private static IEnumerable<KeyValuePair<string, object?>> OutputTypeFields(object value)
        => value.GetType().GetFields(AllInstance)
            .Where(field => field.IsInitOnly)
            .Select(field => KeyValuePair.Create(
                char.ToLowerInvariant(field.Name[0]) + field.Name[1..], field.GetValue(value)));
}
