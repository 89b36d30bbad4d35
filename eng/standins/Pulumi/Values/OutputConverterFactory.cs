using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Reads and writes outputs and inputs inside a JSON document, and adds up what they are.</summary>
internal sealed class OutputConverterFactory(ImmutableHashSet<Resource> resources, bool isSecret)
    : JsonConverterFactory
{
    // what is read takes these over; what is written adds to Resources and IsSecret
    private readonly ImmutableHashSet<Resource> _outerResources = resources;
    private readonly bool _outerIsSecret = isSecret;

    public ImmutableHashSet<Resource> Resources { get; private set; } = resources;

    public bool IsKnown { get; private set; } = true;

    public bool IsSecret { get; private set; } = isSecret;

    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && ConverterOf(typeToConvert.GetGenericTypeDefinition()) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var converter = ConverterOf(typeToConvert.GetGenericTypeDefinition())!;
        var type = converter.MakeGenericType(typeToConvert.GetGenericArguments());
        return (JsonConverter)Activator.CreateInstance(type, this, options)!;
    }

    private static Type? ConverterOf(Type type)
        => type == typeof(Output<>) ? typeof(OutputConverter<>)
            : type == typeof(Input<>) ? typeof(InputConverter<>)
            : type == typeof(InputList<>) ? typeof(InputListConverter<>)
            : type == typeof(InputMap<>) ? typeof(InputMapConverter<>)
            : null;

    private Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var value = JsonSerializer.Deserialize<T>(ref reader, options)!;
        return new Output<T>(Task.FromResult(new OutputData<T>(_outerResources, value, true, _outerIsSecret)));
    }

    private void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        // a JSON converter cannot await
        var data = output.DataTask.GetAwaiter().GetResult();
        Resources = Resources.Union(data.Resources);
        if (!data.IsKnown)
        {
            IsKnown = false;
            writer.WriteNullValue();
            return;
        }

        IsSecret |= data.IsSecret;
        JsonSerializer.Serialize(writer, data.Value, options);
    }

    private sealed class OutputConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _)
            => factory.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions _)
            => factory.Write(writer, value, options);
    }

    private sealed class InputConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _)
            => factory.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions _)
            => factory.Write<T>(writer, value, options);
    }

    private sealed class InputListConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : JsonConverter<InputList<T>>
    {
        public override InputList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _)
            => factory.Read<ImmutableArray<T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions _)
            => factory.Write<ImmutableArray<T>>(writer, value, options);
    }

    private sealed class InputMapConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : JsonConverter<InputMap<T>>
    {
        public override InputMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _)
            => factory.Read<ImmutableDictionary<string, T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions _)
            => factory.Write<ImmutableDictionary<string, T>>(writer, value, options);
    }
}
