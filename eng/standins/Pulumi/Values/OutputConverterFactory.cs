using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>Writes outputs and inputs inside a JSON document, and collects their secrecy.</summary>
internal sealed class OutputConverterFactory(bool isSecret) : JsonConverterFactory
{
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

    private void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        // a JSON converter cannot await
        var data = output.DataTask.GetAwaiter().GetResult();
        IsSecret |= data.IsSecret;
        JsonSerializer.Serialize(writer, data.Value, options);
    }

    private abstract class Writer<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("The stand-in for Pulumi reads no outputs from JSON.");
    }

    private sealed class OutputConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : Writer<Output<T>>
    {
        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions _)
            => factory.Write(writer, value, options);
    }

    private sealed class InputConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : Writer<Input<T>>
    {
        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions _)
            => factory.Write<T>(writer, value, options);
    }

    private sealed class InputListConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : Writer<InputList<T>>
    {
        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions _)
            => factory.Write<ImmutableArray<T>>(writer, value, options);
    }

    private sealed class InputMapConverter<T>(OutputConverterFactory factory, JsonSerializerOptions options)
        : Writer<InputMap<T>>
    {
        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions _)
            => factory.Write<ImmutableDictionary<string, T>>(writer, value, options);
    }
}
