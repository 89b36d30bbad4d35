using Bench;
using Bench.Transform;
using Local.Commands;

return args is [JobProcess.Argument, var job, var folder]
    ? await Jobs.RunAsync(job, folder)
    : await CommandLine.RunAsync(BenchCommand.Root(), args);
