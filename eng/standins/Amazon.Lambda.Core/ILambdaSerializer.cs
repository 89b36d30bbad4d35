namespace Amazon.Lambda.Core;

/// <summary>Reads a handler's event and writes its answer. A runtime makes one for the life of the process.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads the event.</summary>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes the answer.</summary>
    void Serialize<T>(T response, Stream responseStream);
}
