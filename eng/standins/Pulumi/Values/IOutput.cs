namespace Pulumi;

internal interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}

internal interface IInput
{
    IOutput ToOutput();
}

internal interface IUnion
{
    object? Value { get; }
}
