const requests = [['/rooms/12?floor=1'], ['/rooms/attic'], ['/echo', { method: 'POST', body: 'hello' }], ['/inner/a/b'], ['/broken'], ['/nothing']]

/** A router with middleware, parameters, a nested router and an error handler. */
function application({ Hono }) {
  const app = new Hono()
  app.use('*', async (context, next) => {
    await next()
    context.header('x-seen', context.req.path)
  })
  app.get('/rooms/:number{[0-9]+}', context => context.json({ number: context.req.param('number'), floor: context.req.query('floor') }))
  app.post('/echo', async context => context.text(await context.req.text(), 201))
  app.route('/inner', new Hono().get('/a/*', context => context.html('<b>inner</b>')))
  app.get('/broken', () => { throw new Error('broken') })
  app.onError((error, context) => context.text(error.message, 500))
  return app
}

const answers = app => Promise.all(requests.map(async ([path, options]) => {
  const response = await app.request(path, options)
  return [response.status, await response.text(), ...response.headers]
}))

export const http = { work: hono => answers(application(hono)) }
