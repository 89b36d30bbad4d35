namespace Pulumi;

public static partial class Output
{
    /// <summary>The value as JSON. Outputs and inputs inside it are written as their values. The text is secret
    /// as they are.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Output<string>(DataAsync());

        async Task<OutputData<string>> DataAsync()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            var converters = new OutputConverterFactory(data.IsSecret);
            var json = JsonSerializer.Serialize(data.Value, WithConverters(options, converters));
            return new(json, converters.IsSecret);
        }
    }

    private static JsonSerializerOptions WithConverters(JsonSerializerOptions? options, OutputConverterFactory factory)
    {
        var result = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        result.Converters.Add(factory);
        return result;
    }
}
