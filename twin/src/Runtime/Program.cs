using System.Runtime.InteropServices;
using Twin.Runtime;

const int NoHandlerGiven = 103;
const int InitFailed = 1;

if (args is not [var handlerName])
{
    await Console.Error.WriteLineAsync("The Lambda runtime takes one argument, the handler: assembly::type::method");
    return NoHandlerGiven;
}

// Ctrl+C reaches the whole process group: the parent process decides when this one ends.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
ParentProcessMonitor.Start();

var variables = RuntimeVariables.OfProcess;
HeapLimit.Set(variables.MemorySize);
var log = FunctionLog.TakeOverConsole(variables);
using var api = new RuntimeApiClient(variables.RuntimeApi);

Handler handler;
try
{
    handler = Handler.Load(handlerName);
    log.EndOf("init");
}
#pragma warning disable CA1031 // any exception of the function's own code is reported, as Lambda does
catch (Exception exception)
#pragma warning restore CA1031
{
    log.Unhandled(exception);
    log.EndOf("init");
    await api.ReportInitErrorAsync(exception);
    return InitFailed;
}

try
{
    while (true)
    {
        using var invocation = await api.NextAsync();
        log.Begin(invocation);
        Environment.SetEnvironmentVariable(RuntimeVariables.TraceId, invocation.TraceId);
        await Answer(invocation);
    }
}
catch (HttpRequestException)
{
    // The service has ended, or refused an answer that is too large: AWS's runtime ends then too.
    return 0;
}

async Task Answer(Invocation invocation)
{
    byte[] response;
    try
    {
        var context = new LambdaContext(invocation, variables, new ContextLogger(log), handler.Serializer);
        response = await handler.InvokeAsync(invocation.Payload, context);
    }
#pragma warning disable CA1031 // any exception of the function's own code is reported, as Lambda does
    catch (Exception exception)
#pragma warning restore CA1031
    {
        log.Unhandled(exception);
        log.EndOf(invocation.RequestId);
        await api.ReportErrorAsync(invocation.RequestId, exception);
        return;
    }

    log.EndOf(invocation.RequestId);
    await api.RespondAsync(invocation.RequestId, response);
}
