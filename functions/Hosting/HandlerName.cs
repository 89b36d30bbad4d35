namespace Functions.Hosting;

/// <summary>The handler strings of Lambda's managed .NET runtimes: <c>assembly::type::method</c>.</summary>
internal static class HandlerName
{
    public static string Format<THandler>(string method) =>
        $"{typeof(THandler).Assembly.GetName().Name}::{typeof(THandler).FullName}::{method}";
}
